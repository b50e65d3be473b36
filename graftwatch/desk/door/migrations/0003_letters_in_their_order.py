# Letters of one day keep the order in which they came.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("door", "0002_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="number",
            field=models.PositiveIntegerField(default=0, help_text="Its place in the mailbox; no hour is kept"),
        ),
    ]
