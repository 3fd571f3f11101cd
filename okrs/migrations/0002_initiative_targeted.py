"""An initiative is a bet on one key result or more: checked when the transaction commits."""

from django.db import migrations

CHECK = """
CREATE FUNCTION okrs_initiative_targeted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    org bigint := coalesce(NEW.organisation_id, OLD.organisation_id);
    bet bigint;
BEGIN
    IF TG_TABLE_NAME = 'okrs_initiative' THEN
        bet := NEW.id;
    ELSE
        bet := OLD.initiative_id;
    END IF;
    -- Locked, so that two who take away a target each do not take away the last one together.
    PERFORM 1 FROM okrs_initiative WHERE organisation_id = org AND id = bet FOR UPDATE;
    IF FOUND AND NOT EXISTS (
        SELECT 1 FROM okrs_initiativetarget WHERE organisation_id = org AND initiative_id = bet
    ) THEN
        RAISE EXCEPTION 'initiative % would move no key result', bet
            USING ERRCODE = 'check_violation', CONSTRAINT = 'okrs_initiative_targeted';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER okrs_initiative_targeted
    AFTER INSERT ON okrs_initiative
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION okrs_initiative_targeted();

CREATE CONSTRAINT TRIGGER okrs_initiative_targeted
    AFTER DELETE OR UPDATE OF initiative_id ON okrs_initiativetarget
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION okrs_initiative_targeted();
"""

UNDO = """
DROP TRIGGER okrs_initiative_targeted ON okrs_initiativetarget;
DROP TRIGGER okrs_initiative_targeted ON okrs_initiative;
DROP FUNCTION okrs_initiative_targeted();
"""


class Migration(migrations.Migration):
    dependencies = [("okrs", "0001_initial")]

    operations = [migrations.RunSQL(CHECK, UNDO)]
