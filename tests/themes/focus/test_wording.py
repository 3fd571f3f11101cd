"""Words that order work, in each language of a program: what is found, what is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.focus.wording import delivery

ORDERS = {
    "en": [
        ("Launch a dealer portal", "Launch"),
        ("launched the dealer portal", "launched"),
        ("Launching our community in ten towns", "Launching"),
        ("To launch the app by June", "launch"),
        ("We will launch a hotline", "launch"),
        ("Introduce a bonus for first-visit repairs", "Introduce"),
        ("Implement CRM in all branches", "Implement"),
        ("IMPLEMENT the new routing", "IMPLEMENT"),
        ("Deliver 40 training kits", "Deliver"),
        ("Develop an app for technicians", "Develop"),
        ("Roll out the new scanner", "Roll out"),
        ("Roll the new scanner out to every dealer", "Roll … out"),
        ("Rolled out tablets", "Rolled out"),
        ("Set up a hotline", "Set up"),
        ("Put a feedback process in place", "Put … place"),
        ("Build a training centre", "Build"),
        ("Built three new depots", "Built"),
        ("Design the onboarding of dealers", "Design"),
        ("Train 200 technicians", "Train"),
        ("We have to publish a handbook", "publish"),
        ("Please create a dashboard", "create"),
        ("Complete the migration", "Complete"),
        ("Kick off the ambassador programme", "Kick off"),
        ("Automating all invoices", "Automating"),
    ],
    "de": [
        ("Einführung von Tablets", "Einführung"),
        ("Einführung eines CRM", "Einführung"),
        ("EINFÜHRUNG DER NEUEN APP", "EINFÜHRUNG"),
        ("Ein Händlerportal einführen", "einführen"),
        ("Einführen einer Hotline", "Einführen"),
        ("Wir führen ein Händlerportal ein", "führen … ein"),
        ("2027 führen wir in allen Filialen Tablets ein", "führen … ein"),
        ("Damit niemand wartet, führen wir eine Hotline ein", "führen … ein"),
        ("Wir führen ein Portal ein, damit niemand wartet", "führen … ein"),
        ("Das Portal wird eingeführt", "eingeführt"),
        ("Tablets sind bis Juni in allen Filialen eingeführt", "eingeführt"),
        ("Wir werden das Portal im Herbst ausrollen", "ausrollen"),
        ("Roll-out der neuen Scanner", "Roll-out"),
        ("Umsetzung des Schulungskonzepts", "Umsetzung"),
        ("Wir setzen das Konzept um", "setzen … um"),
        ("Aufbau einer Händler-Community", "Aufbau"),
        ("Wir bauen ein Schulungszentrum", "bauen"),
        ("Wir schließen die Migration ab", "schließen … ab"),
        ("Wir schliessen die Migration ab", "schliessen … ab"),
        ("Wir entwickeln eine App für Techniker", "entwickeln"),
        ("Wir schulen 200 Techniker", "schulen"),
        ("Entwickeln einer App", "Entwickeln"),
        ("Handbuch erstellen und veröffentlichen", "veröffentlichen"),
        ("Neue Werkzeuge werden bereitgestellt", "bereitgestellt"),
        ("Ein Bonus ist einzuführen", "einzuführen"),
    ],
    "tr": [
        ("Bayi portalını devreye almak", "devreye almak"),
        ("Yeni uygulamayı devreye alıyoruz", "devreye alıyoruz"),
        ("Bayi portalı devreye alınacak", "devreye alınacak"),
        ("BAYİ PORTALINI DEVREYE ALMAK", "DEVREYE ALMAK"),
        ("Her ilde bir eğitim merkezi kurulacak", "kurulacak"),
        ("Eğitim merkezi kurmak", "kurmak"),
        ("Eğitim merkezi kuracağız", "kuracağız"),
        ("Teknisyenler için bir hat kuruyoruz", "kuruyoruz"),
        ("Çağrı hattının kurulması", "kurulması"),
        ("Eğitim merkezi kurulmuş olacak", "kurulmuş"),
        ("Bir topluluk kurmak istiyoruz", "kurmak"),
        ("Yeni sistemi hayata geçirmek", "hayata geçirmek"),
        ("Prim sistemi hayata geçirilecektir", "hayata geçirilecektir"),
        ("El kitabını yayınlamak", "yayınlamak"),
        ("EL KİTABINI YAYINLAMAK", "YAYINLAMAK"),
        ("El kitabı yayımlandı", "yayımlandı"),
        ("Yeni programı başlatacağız", "başlatacağız"),
        ("Elçi programı başlatıldı", "başlatıldı"),
        ("Bayiler için bir portal oluşturmak", "oluşturmak"),
        ("Eğitim setlerini hazırlıyoruz", "hazırlıyoruz"),
        ("Geçişi haziran sonuna kadar tamamlamak", "tamamlamak"),
        ("Tabletler bütün bayilere yaygınlaştırılacak", "yaygınlaştırılacak"),
        ("40 eğitim setini teslim etmek", "teslim etmek"),
        ("Yeni ürünü piyasaya sürüyoruz", "piyasaya sürüyoruz"),
        ("200 teknisyene eğitim verilecek", "eğitim verilecek"),
        ("Bekleme olmasın diye, bir çağrı hattı kuruyoruz", "kuruyoruz"),
    ],
}
DIRECTIONS = {
    "en": [
        "Technicians solve it at the first visit",
        "Technicians recommend working for us to a colleague",
        "Dealers call us before they call a competitor",
        "Nobody waits for a part",
        "Launches feel calm",
        "Build quality is praised by dealers",
        "Design is what dealers praise",
        "Training helps on the same day",
        "Pilot dealers recommend us",
        "Delivered parts fit at the first try",
        "Complete trust between dealers and us",
        "Plan and reality agree",
        "We build on trust",
        "Start-ups choose our service",
        "Released from paperwork, technicians have time for people",
        "Tests find nothing that customers would have found",
        "A technician who was here once comes back",
        "Dealers roll their eyes less and laugh more",
        "The set of tools fits into one bag",
        "Our service is the reason people buy from us again",
        "Customers feel that we hear them",
        "Put simply, nobody waits",
        "Organised dealers stay with us",
    ],
    "de": [
        "Techniker lösen es beim ersten Besuch",
        "Techniker empfehlen uns ihren Kollegen",
        "Händler rufen uns an, bevor sie jemand anderen anrufen",
        "Niemand wartet auf ein Teil",
        "Händler bauen auf uns",
        "Kunden, die auf uns bauen",
        "Händler, die pünktlich liefern",
        "Schulen empfehlen uns weiter",
        "Die Einführung neuer Kollegen gelingt in einer Woche",
        "Entwicklung und Vertrieb ziehen an einem Strang",
        "Start in den Tag ohne Papier",
        "Teams sind gut organisiert",
        "Aufträge sind beim ersten Besuch abgeschlossen",
        "Unser Service ist der Grund, wieder bei uns zu kaufen",
        "Wir hören zuerst aus dem Feld, was fehlt",
        "Wir führen Gespräche, bevor wir entscheiden",
        "Händler führen unser Gerät gern vor",
        "Wer anruft, bekommt am selben Tag eine Antwort",
        "Händler, die neue Geräte einführen, fragen uns zuerst",
        "Techniker fühlen sich als Teil von uns",
        "Kein Außendienstler füllt mehr Papier aus",
        "Aufbau und Abbau gehen ohne Werkzeug",
    ],
    "tr": [
        "Teknisyenler ilk ziyarette çözüyor",
        "Teknisyenler bizimle çalışmayı arkadaşlarına öneriyor",
        "Bayiler rakipten önce bizi arıyor",
        "Kimse yedek parça beklemiyor",
        "Teknisyenlerin becerilerini geliştirmek",
        "Bayiler kendi ekibini kurar",
        "Teknisyenler müşteriyle güven kuruyor",
        "Bayilerin bize güvenmesi",
        "Müşteriler hizmetimiz için yeniden bizi seçiyor",
        "Sahada kâğıt kalmadı",
        "Kurulum ilk seferde tamam",
        "Kurmak yerine dinleyen bir ekip",
        "Bayiler sözümüze güvenir",
        "Her arayan aynı gün yanıt alıyor",
        "Teknisyenler yanıtı ilk aramada alacak",
        "Teknisyenler kendini bizden biri olarak görüyor",
        "Portal devreye alındığında kimse beklemez",
        "Bayiler bizimle büyüyor",
        "Sahadan gelen her fikre kulak veriyoruz",
        "İlk ziyarette çözülen işlerin payı yüzde yetmiş dört",
        "Müşteri derdini bir kez anlatır",
        "Teknisyen akşam altıda evinde olur",
    ],
}


@pytest.mark.parametrize(("text", "words"), [case for each in ORDERS.values() for case in each])
def test_delivery_names_the_words_that_order_work(text: str, words: str) -> None:
    """B4, G6: the verb in its forms, where each language has it; İ, ı and ß as they are written."""
    assert delivery(text) == words


@pytest.mark.parametrize("text", [text for each in DIRECTIONS.values() for text in each])
def test_delivery_leaves_directions_in_peace(text: str) -> None:
    """B4: a direction is no instruction, though a word of the lists may stand in it."""
    assert delivery(text) == ""


@pytest.mark.parametrize("language", ["en", "de", "tr"])
def test_each_language_has_its_examples(language: str) -> None:
    """B4: twenty good and twenty bad ones at least."""
    assert min(len(ORDERS[language]), len(DIRECTIONS[language])) >= 20


@given(st.text(max_size=300))
def test_delivery_quotes_the_text_or_nothing(text: str) -> None:
    """B4: whatever is typed, the advice quotes words that stand in it."""
    assert all(word in text for word in delivery(text).replace("…", " ").split())
