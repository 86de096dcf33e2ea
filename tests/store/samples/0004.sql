BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE break_record (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	result VARCHAR NOT NULL, 
	began BIGINT NOT NULL, 
	ended BIGINT NOT NULL, 
	planned_s DOUBLE NOT NULL, 
	rested_s DOUBLE NOT NULL, 
	skip_reason VARCHAR NOT NULL, 
	exercise_id VARCHAR NOT NULL, 
	exercise_name VARCHAR NOT NULL, 
	side VARCHAR, 
	share DOUBLE NOT NULL, 
	passed_over VARCHAR NOT NULL, 
	held_by VARCHAR NOT NULL, 
	held_s DOUBLE NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	CONSTRAINT pk_break_record PRIMARY KEY ("key"), 
	CONSTRAINT ck_break_record_result CHECK (result IN ('taken', 'skipped', 'snoozed', 'interrupted', 'away', 'natural')), 
	CONSTRAINT ck_break_record_side CHECK (side IN ('left', 'right')), 
	CONSTRAINT uq_break_record_id UNIQUE (id)
);
INSERT INTO "break_record" VALUES(1,'0b0f3a52-6c0e-4a52-9c55-6f6d1a3f7a10','micro','Micro-break','skipped',1772443800000000,1772443812000000,60.0,5.0,'hurts','levator-stretch','Levator scapulae stretch','left',0.25,'["chin-tuck"]','["call"]',130.0,'Europe/Berlin');
CREATE TABLE exercise_set (
	"key" INTEGER NOT NULL, 
	session_key INTEGER NOT NULL, 
	item INTEGER NOT NULL, 
	exercise_id VARCHAR NOT NULL, 
	exercise_name VARCHAR NOT NULL, 
	side VARCHAR, 
	set_number INTEGER NOT NULL, 
	sets INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	planned_s DOUBLE NOT NULL, 
	done_s DOUBLE NOT NULL, 
	planned_reps INTEGER, 
	done_reps INTEGER, 
	planned_hold_s DOUBLE, 
	done_hold_s DOUBLE, 
	hurt BOOLEAN NOT NULL, 
	pain INTEGER, 
	pain_where VARCHAR, 
	finished_at BIGINT NOT NULL, 
	CONSTRAINT pk_exercise_set PRIMARY KEY ("key"), 
	CONSTRAINT ck_exercise_set_side CHECK (side IN ('left', 'right')), 
	CONSTRAINT ck_exercise_set_status CHECK (status IN ('done', 'partial', 'skipped')), 
	CONSTRAINT ck_exercise_set_pain CHECK (pain BETWEEN 0 AND 10), 
	CONSTRAINT fk_exercise_set_session_key_session FOREIGN KEY(session_key) REFERENCES session ("key") ON DELETE CASCADE
);
INSERT INTO "exercise_set" VALUES(1,1,0,'levator-stretch','Levator scapulae stretch','left',1,2,'done',40.0,40.0,NULL,NULL,30.0,30.0,0,NULL,NULL,1772438460000000);
INSERT INTO "exercise_set" VALUES(2,1,0,'levator-stretch','Levator scapulae stretch','right',1,2,'partial',40.0,12.5,NULL,NULL,30.0,12.5,1,5,'neck',1772438520000000);
CREATE TABLE followed_phase (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	programme_id VARCHAR NOT NULL, 
	programme_name VARCHAR NOT NULL, 
	phase_id VARCHAR NOT NULL, 
	began_on DATE NOT NULL, 
	ended_on DATE, 
	ending VARCHAR, 
	CONSTRAINT pk_followed_phase PRIMARY KEY ("key"), 
	CONSTRAINT ck_followed_phase_ending CHECK (ending IN ('advanced', 'stepped_back', 'finished', 'stopped')), 
	CONSTRAINT ck_followed_phase_ended CHECK ((ended_on IS NULL) = (ending IS NULL)), 
	CONSTRAINT uq_followed_phase_id UNIQUE (id)
);
INSERT INTO "followed_phase" VALUES(1,'e7478fb0-e0b9-4a5f-95ea-eddae76c391e','neck-4-week','Neck, four weeks','settle','2026-03-02','2026-03-09','advanced');
INSERT INTO "followed_phase" VALUES(2,'6f6e357a-6f12-4af8-8142-32e50e51bb0b','neck-4-week','Neck, four weeks','control','2026-03-09',NULL,NULL);
CREATE TABLE session (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	routine_id VARCHAR NOT NULL, 
	routine_name VARCHAR NOT NULL, 
	started_at BIGINT NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	local_day DATE NOT NULL, 
	planned_s DOUBLE NOT NULL, 
	done_s DOUBLE NOT NULL, 
	ended VARCHAR, 
	ended_at BIGINT, 
	pain_before INTEGER, 
	pain_after INTEGER, 
	effort INTEGER, 
	note VARCHAR, 
	CONSTRAINT pk_session PRIMARY KEY ("key"), 
	CONSTRAINT ck_session_ended CHECK (ended IN ('completed', 'stopped', 'stopped_for_pain', 'interrupted')), 
	CONSTRAINT ck_session_pain_before CHECK (pain_before BETWEEN 0 AND 10), 
	CONSTRAINT ck_session_pain_after CHECK (pain_after BETWEEN 0 AND 10), 
	CONSTRAINT ck_session_effort CHECK (effort BETWEEN 0 AND 10), 
	CONSTRAINT uq_session_id UNIQUE (id)
);
INSERT INTO "session" VALUES(1,'e4bbb23f-3ad2-4217-8261-8607ebd41e4a','neck-reset','Neck reset',1772438400000000,'Europe/Berlin','2026-03-02',300.0,70.0,'stopped_for_pain',1772438580000000,4,5,NULL,'Better than yesterday');
CREATE TABLE session_advice (
	session_key INTEGER NOT NULL, 
	advice VARCHAR NOT NULL, 
	reasons VARCHAR NOT NULL, 
	CONSTRAINT pk_session_advice PRIMARY KEY (session_key), 
	CONSTRAINT fk_session_advice_session_key_session FOREIGN KEY(session_key) REFERENCES session ("key") ON DELETE CASCADE
);
INSERT INTO "session_advice" VALUES(1,'stop','["pain_in_high_band", "pain_rose"]');
CREATE TABLE stretch (
	"key" INTEGER NOT NULL, 
	began BIGINT NOT NULL, 
	ended BIGINT NOT NULL, 
	what VARCHAR NOT NULL, 
	CONSTRAINT pk_stretch PRIMARY KEY ("key"), 
	CONSTRAINT ck_stretch_what CHECK (what IN ('active', 'away', 'held'))
);
INSERT INTO "stretch" VALUES(1,1772442000000000,1772443800000000,'active');
CREATE INDEX ix_session_started_at ON session (started_at, id);
CREATE INDEX ix_session_local_day ON session (local_day);
CREATE INDEX ix_exercise_set_session_key ON exercise_set (session_key);
CREATE INDEX ix_exercise_set_exercise_name ON exercise_set (exercise_name, session_key);
CREATE INDEX ix_break_record_began ON break_record (began);
CREATE INDEX ix_stretch_began ON stretch (began);
CREATE INDEX ix_stretch_what ON stretch (what);
COMMIT;
