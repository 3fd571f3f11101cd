from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("checkins", "0003_lines_sent_once")]

    operations = [migrations.RemoveField(model_name="checkin", name="version")]
