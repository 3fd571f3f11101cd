"""Nobody leads their own leader: a check at commit, safe when two people change the tree at once."""

from django.db import migrations

CHECK = """
CREATE FUNCTION orgs_person_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- One change of the tree at a time in an organisation: two harmless ones may make a cycle.
    PERFORM pg_advisory_xact_lock(hashtext('orgs_person_leader'), NEW.organisation_id::int);
    IF EXISTS (
        WITH RECURSIVE above (id, leader_id, path) AS (
            SELECT p.id, p.leader_id, ARRAY[p.id] FROM orgs_person p
             WHERE p.organisation_id = NEW.organisation_id AND p.id = NEW.id
            UNION ALL
            SELECT p.id, p.leader_id, a.path || p.id FROM orgs_person p JOIN above a
                ON p.organisation_id = NEW.organisation_id AND p.id = a.leader_id
             WHERE NOT p.id = ANY (a.path)
        )
        SELECT 1 FROM above WHERE leader_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'person % would lead their own leader', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orgs_person_no_cycle';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER orgs_person_no_cycle
    AFTER INSERT OR UPDATE OF leader_id ON orgs_person
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.leader_id IS NOT NULL) EXECUTE FUNCTION orgs_person_no_cycle();
"""

UNDO = """
DROP TRIGGER orgs_person_no_cycle ON orgs_person;
DROP FUNCTION orgs_person_no_cycle();
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]

    operations = [migrations.RunSQL(CHECK, UNDO)]
