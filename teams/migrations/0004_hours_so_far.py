"""Hours that were agreed before their history was kept begin it as they stand."""

from django.db import migrations

FILL = """
INSERT INTO teams_commitmentchange
    (organisation_id, commitment_id, "left", entered, by_id, leader_id, answer_id, hours, agreed_hours, at)
SELECT c.organisation_id, c.id, 'asked', 'agreed', a.leader_id, c.leader_id, a.id, c.hours, c.agreed_hours,
       coalesce(a.at, m.joined_on::timestamptz)
  FROM teams_commitment c
  JOIN teams_membership m ON m.organisation_id = c.organisation_id AND m.id = c.membership_id
  LEFT JOIN LATERAL (
      SELECT id, leader_id, at FROM teams_leaderanswer l
       WHERE l.organisation_id = c.organisation_id AND l.commitment_id = c.id AND l.hours IS NOT NULL
       ORDER BY l.id DESC LIMIT 1
  ) a ON true
 WHERE c.agreed_hours IS NOT NULL
   AND NOT EXISTS (
      SELECT 1 FROM teams_commitmentchange h WHERE h.organisation_id = c.organisation_id AND h.commitment_id = c.id
   )
"""


class Migration(migrations.Migration):
    dependencies = [("teams", "0003_hours_history")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
