// One less and one more beside a number, in the number's own spelling: "3,7" goes to "4,7".
// <div data-stepper><button data-by="-1">…<input data-step="1" data-least="0">…<button data-by="1">
(() => {
  const comma = new Intl.NumberFormat(document.documentElement.lang).format(1.5).includes(",");

  // The last separator parts the decimals unless it stands where this language groups thousands.
  function read(text) {
    const bare = text.replace(/[\s\u00a0\u202f'’]/g, "");
    const both = bare.includes(".") && bare.includes(",");
    const group = (both ? bare.lastIndexOf(",") > bare.lastIndexOf(".") : comma) ? "." : ",";
    const grouped = both || new RegExp(`^-?[1-9]\\d{0,2}(\\${group}\\d{3})+(?!\\d)`).test(bare);
    return Number((grouped ? bare.replaceAll(group, "") : bare).replace(",", "."));
  }

  function write(value, like, step) {
    const digits = Math.max(
      0,
      ...[like, step].map((t) => (String(t).split(/[.,]/)[1] || "").length),
    );
    const plain = String(Number(value.toFixed(Math.min(digits, 6))));
    return comma || /^-?\d*,\d{1,2}$/.test(like) ? plain.replace(".", ",") : plain;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-stepper] [data-by]");
    if (!button) return;
    const input = button.parentElement.querySelector("input");
    const now = read(input.value);
    if (Number.isNaN(now)) return;
    const least = input.dataset.least === "" ? -Infinity : Number(input.dataset.least ?? -Infinity);
    const next = Math.max(least, now + Number(button.dataset.by) * Number(input.dataset.step || 1));
    input.value = write(next, input.value, input.dataset.step || "1");
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  });
})();
