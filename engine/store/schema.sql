-- The database of a workspace. Plain SQLite: open it with any tool and read the views.
--
-- Days are counted from 1 January 1970; a month is 12 * year + month - 1 (2018-03 = 24218).
-- Each record kind of records.yaml has a view of its name (conversations, interventions,
-- figures, staff ...): the rows that hold, with dates and periods as text, numbers as
-- numbers, `group`, `from` and `till` (SQL words or next to) as target_group, from_date and
-- till_date, and the batch, file and line each row came from. <kind>_ever shows also those
-- that no longer hold, with `held` 1 or 0.

-- A file that was read, or the undoing of one (kind 'undo', of the same file name).
CREATE TABLE IF NOT EXISTS batches (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,        -- its name, without folders
    sha256 TEXT NOT NULL,      -- of its bytes
    kind TEXT NOT NULL,        -- the record kind
    run INTEGER NOT NULL,      -- the first batch of the same run of samsyn import
    imported_at TEXT NOT NULL, -- 2018-05-03T00:00:00Z; SOURCE_DATE_EPOCH overrides the clock
    encoding TEXT NOT NULL,    -- what was guessed: UTF-8, UTF-16LE, CP1252, CP850 ...
    delimiter TEXT NOT NULL,   -- ; , or a tab
    rows_read INTEGER NOT NULL,
    rows_used INTEGER NOT NULL,
    rows_refused INTEGER NOT NULL,
    settings TEXT NOT NULL,    -- SHA-256 of those it was read by
    undone_by INTEGER REFERENCES batches (id), -- the undoing
    held INTEGER NOT NULL      -- 1 while it is neither undone nor followed by its like
);
CREATE INDEX IF NOT EXISTS batches_sha256 ON batches (sha256);
CREATE INDEX IF NOT EXISTS batches_file ON batches (file);

-- What a file said all of (--replace): the rows of earlier files there no longer hold.
CREATE TABLE IF NOT EXISTS covers (
    batch INTEGER NOT NULL REFERENCES batches (id),
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    first_month INTEGER NOT NULL,
    last_month INTEGER NOT NULL,
    period_kind INTEGER NOT NULL, -- only rows of a period of this kind; -1: all
    PRIMARY KEY (batch, kind, unit, first_month, period_kind)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS covers_unit ON covers (kind, unit);

-- Rows, many at a time: those of one file, unit and month. Nothing is ever deleted, so any
-- earlier state can be read. A file holds unless it was undone, or one of its name came
-- after it that was not; a row holds while its file does, unless a later one that was not
-- undone covers its place, or has the same row (record_names).
CREATE TABLE IF NOT EXISTS records (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    month INTEGER NOT NULL,      -- where the rows fall; of what lasts, where it begins
    last_month INTEGER NOT NULL, -- the last that one of them reaches
    batch INTEGER NOT NULL REFERENCES batches (id),
    held INTEGER NOT NULL,       -- 1 while they hold, but for single rows in closures
    rows_count INTEGER NOT NULL,
    rows TEXT NOT NULL           -- JSON: [[line, value, ...], ...], as record_columns says
);
CREATE INDEX IF NOT EXISTS records_place ON records (kind, unit, month);
CREATE INDEX IF NOT EXISTS records_batch ON records (batch);

-- Which value of a row is which column: the line of the file is at 0. A unit is none of
-- them; a date is days, a number an integer scaled by 10^decimals, a period two values,
-- <name>_kind (0 month, 1 quarter, 2 tertial, 3 half, 4 year) and <name>_month, its first
-- month. A row without a target group has the group 'all'. A new column comes last.
CREATE TABLE IF NOT EXISTS record_columns (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;

-- Single rows that a correction closed: the place in `rows`, from 0. Void when it is undone.
CREATE TABLE IF NOT EXISTS closures (
    record INTEGER NOT NULL REFERENCES records (id),
    place INTEGER NOT NULL,
    by INTEGER NOT NULL REFERENCES batches (id),
    PRIMARY KEY (record, place, by)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS closures_by ON closures (by);

-- By what a row is known again: the sender's id, or the kind's identity.
CREATE TABLE IF NOT EXISTS record_names (
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    record INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (kind, unit, name, record, place)
) WITHOUT ROWID;

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
    PRIMARY KEY (kind, unit, month, batch)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS delivered_batch ON delivered (batch);

-- What an import left to be counted anew: one transaction reads, rebuilds and deletes it.
-- A period longer than a month touches each of its months; a row that lasts (staff) touches
-- the month where it begins, and by that everything after.
CREATE TABLE IF NOT EXISTS touched (
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    month INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0, -- 1: rows of it do not hold any more
    PRIMARY KEY (kind, unit, month)
) WITHOUT ROWID;

-- From which month on records are kept: older ones were removed by `samsyn purge`, and the
-- figures of the periods that began before it stay as they were.
CREATE TABLE IF NOT EXISTS purges (
    id INTEGER PRIMARY KEY,
    before INTEGER NOT NULL,  -- a month
    decision TEXT NOT NULL,   -- the reference of the decision it rests on
    at TEXT NOT NULL
);

-- What was done to all this and made of it, only ever added to. An entry's hash is the
-- SHA-256 of  previous, id, at, user, command, batch, told,  each followed by a newline. Of
-- files read, `seals` has the digests of what each left here, by its batch, and `closed`
-- those of the single rows it closed (engine/store/seal.h); the newest counts.
CREATE TABLE IF NOT EXISTS journal (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,         -- 2018-05-03T00:00:00Z; SOURCE_DATE_EPOCH overrides the clock
    user TEXT NOT NULL,
    command TEXT NOT NULL,    -- import, undo, rebuild, report, export, purge
    batch INTEGER NOT NULL,   -- the newest at that time
    told TEXT NOT NULL,       -- JSON: which files, with their SHA-256, and what else it was
    previous TEXT NOT NULL,   -- the hash of the entry before; of the first empty
    hash TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS journal_not_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER IF NOT EXISTS journal_not_cut BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

-- What holds of the above, for reading.
CREATE VIEW IF NOT EXISTS deliveries AS
    SELECT DISTINCT d.kind, d.unit, d.month
    FROM delivered d JOIN batches b ON b.id = d.batch WHERE b.held;
CREATE VIEW IF NOT EXISTS open_findings AS
    SELECT b.file, b.kind, f.line, f.column, f.seen, f.reason, f.remedy, f.unit, f.month,
           f.severity
    FROM findings f JOIN batches b ON b.id = f.batch
    WHERE b.held;
-- How often a month that was delivered was changed by a later run of samsyn import, and how
-- many of its rows that hold came late, with such a run.
CREATE VIEW IF NOT EXISTS revisions AS
    SELECT c.kind, c.unit, c.month, count(DISTINCT c.run) - 1 AS revisions,
           (SELECT coalesce(sum(r.rows_count), 0)
            FROM records r JOIN batches b ON b.id = r.batch
            WHERE r.kind = c.kind AND r.unit = c.unit AND r.month = c.month AND r.held
              AND b.run > min(c.run)) AS late_rows
    FROM (SELECT d.kind, d.unit, d.month, b.run
          FROM delivered d JOIN batches b ON b.id = d.batch
          UNION SELECT r.kind, r.unit, r.month, b.run
          FROM closures x JOIN records r ON r.id = x.record JOIN batches b ON b.id = x.by
          UNION SELECT d.kind, d.unit, d.month, u.run
          FROM delivered d JOIN batches b ON b.id = d.batch
          JOIN batches u ON u.id = b.undone_by) c
    GROUP BY c.kind, c.unit, c.month;
