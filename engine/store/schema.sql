-- The database of a workspace. Plain SQLite: open it with any tool and read the views.
--
-- Days are counted from 1 January 1970; a month is 12 * year + month - 1 (2018-03 = 24218).
-- Beside the tables here each record kind of records.yaml has a table record_<kind>
--   id        counted up, never used again
--   batch     the file it came in (batches.id), and
--   line      the line of that file where its row begins
--   closed_by the batch that replaced it; NULL while it holds. Nothing is ever deleted, so
--             any earlier state can be read
--   sender_id the sender's own id of the row, or NULL
--   then the contract's columns by their English names: a date as days, a unit, category,
--   target group and indicator as its id, a number as an integer scaled by 10^decimals, a
--   period as <name>_kind (0 month, 1 quarter, 2 tertial, 3 half, 4 year) and <name>_month
--   (its first month). A row without a target group has the group 'all'.
-- and a view named as the kind (conversations, interventions, figures, staff ...): only the
-- rows that hold, with dates and periods as text, numbers as numbers, `group`, `from` and
-- `till` (SQL words or next to) as target_group, from_date and till_date, and the file and
-- line each row came from.

CREATE TABLE IF NOT EXISTS batches (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,        -- its name, without folders
    sha256 TEXT NOT NULL,      -- of its bytes
    kind TEXT NOT NULL,        -- the record kind
    imported_at TEXT NOT NULL, -- 2018-05-03T00:00:00Z; SOURCE_DATE_EPOCH overrides the clock
    encoding TEXT NOT NULL,    -- what was guessed: UTF-8, UTF-8 BOM, CP1252
    delimiter TEXT NOT NULL,   -- ; , or a tab
    rows_read INTEGER NOT NULL,
    rows_used INTEGER NOT NULL,
    rows_refused INTEGER NOT NULL,
    first_id INTEGER,          -- its rows in record_<kind>, first to last, NULL for none
    last_id INTEGER,
    settings TEXT NOT NULL DEFAULT '', -- SHA-256 of those it was read by
    replaced_by INTEGER REFERENCES batches (id) -- a corrected file of the same name
);
CREATE INDEX IF NOT EXISTS batches_sha256 ON batches (sha256);
CREATE INDEX IF NOT EXISTS batches_file ON batches (file);

-- What was found in the files. `seen` is what was read, empty where that could point at a
-- person. A unit's id and a month are there when the row told them.
CREATE TABLE IF NOT EXISTS findings (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batches (id),
    line INTEGER NOT NULL,
    column TEXT NOT NULL,      -- the heading, as in the file
    seen TEXT NOT NULL,
    reason TEXT NOT NULL,      -- why it is wrong, in the workspace's language
    remedy TEXT NOT NULL,      -- what to do
    unit TEXT,
    month INTEGER,
    severity TEXT NOT NULL CHECK (severity IN ('refused', 'note')) -- refused: row not used
);
CREATE INDEX IF NOT EXISTS findings_batch ON findings (batch);
CREATE INDEX IF NOT EXISTS findings_unit ON findings (unit, month);

-- A unit has delivered a record kind for a month when a row falls there or a file was named
-- for it (samtal-farsta-2018-03.csv, rows or none): so zero exists. One row a batch.
CREATE TABLE IF NOT EXISTS delivered (
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    month INTEGER NOT NULL,
    batch INTEGER NOT NULL REFERENCES batches (id),
    closed_by INTEGER REFERENCES batches (id), -- the file was replaced
    PRIMARY KEY (kind, unit, month, batch)
) WITHOUT ROWID;

-- What an import left to be counted anew: one transaction reads, rebuilds and deletes it.
-- A period longer than a month touches each of its months; a row that lasts (staff) touches
-- the month where it begins, and by that everything after.
CREATE TABLE IF NOT EXISTS touched (
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    month INTEGER NOT NULL,
    PRIMARY KEY (kind, unit, month)
) WITHOUT ROWID;

-- What holds of the above, for reading.
CREATE VIEW IF NOT EXISTS deliveries AS
    SELECT DISTINCT kind, unit, month FROM delivered WHERE closed_by IS NULL;
CREATE VIEW IF NOT EXISTS open_findings AS
    SELECT b.file, b.kind, f.line, f.column, f.seen, f.reason, f.remedy, f.unit, f.month,
           f.severity
    FROM findings f JOIN batches b ON b.id = f.batch
    WHERE b.replaced_by IS NULL;
