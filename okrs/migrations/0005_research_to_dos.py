"""Conversations with people outside the team: what we want to know, notes, and an insight."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("okrs", "0004_to_do_owned")]

    operations = [
        migrations.AddField(
            model_name="todo",
            name="kind",
            field=models.CharField(
                choices=[("task", "task"), ("research", "conversation")],
                default="task",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="todo",
            name="questions",
            field=models.TextField(
                blank=True, max_length=1000, verbose_name="what we want to know"
            ),
        ),
        migrations.AddField(
            model_name="todo",
            name="notes",
            field=models.TextField(blank=True, max_length=4000, verbose_name="notes"),
        ),
        migrations.AddField(
            model_name="todo",
            name="insight",
            field=models.CharField(blank=True, max_length=300, verbose_name="insight"),
        ),
        migrations.AddConstraint(
            model_name="todo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "research"),
                    models.Q(("insight", ""), ("kind", "task"), ("notes", ""), ("questions", "")),
                    _connector="OR",
                ),
                name="okrs_todo_research",
            ),
        ),
    ]
