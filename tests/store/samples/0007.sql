BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
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
CREATE TABLE check_in (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	day DATE NOT NULL, 
	at BIGINT NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	edited_at BIGINT NOT NULL, 
	now INTEGER, 
	worst INTEGER, 
	places VARCHAR NOT NULL, 
	factors VARCHAR NOT NULL, 
	soreness INTEGER, 
	treatment_id VARCHAR(36), 
	CONSTRAINT pk_check_in PRIMARY KEY ("key"), 
	CONSTRAINT ck_check_in_now CHECK (now BETWEEN 0 AND 10), 
	CONSTRAINT ck_check_in_worst CHECK (worst BETWEEN 0 AND 10), 
	CONSTRAINT ck_check_in_soreness CHECK (soreness BETWEEN 0 AND 10), 
	CONSTRAINT uq_check_in_id UNIQUE (id)
);
INSERT INTO "check_in" VALUES(1,'00000000-0000-0000-0000-000000000001','2026-03-02',1772490600000000,'Europe/Berlin',1772490600000000,4,6,'[{"zone":"low_back_left","kinds":["ache","stiffness"],"now":4,"worst":6},{"zone":"nape_right","kinds":["tingling"],"now":null,"worst":null}]','[["poor_sleep",2],["stress",0]]',NULL,NULL);
CREATE TABLE deleted_entry (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	deleted_at BIGINT NOT NULL, 
	CONSTRAINT pk_deleted_entry PRIMARY KEY ("key"), 
	CONSTRAINT uq_deleted_entry_id UNIQUE (id)
);
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
CREATE TABLE note (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	day DATE NOT NULL, 
	at BIGINT NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	edited_at BIGINT NOT NULL, 
	text VARCHAR NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY ("key"), 
	CONSTRAINT uq_note_id UNIQUE (id)
);
INSERT INTO "note" VALUES(1,'00000000-0000-0000-0000-000000000004','2026-03-02',1772490600000000,'Europe/Berlin',1772490600000000,'Slept on the sofa.');
CREATE TABLE questionnaire_response (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	questionnaire VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	at BIGINT NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	edited_at BIGINT NOT NULL, 
	answers VARCHAR NOT NULL, 
	texts VARCHAR NOT NULL, 
	score DOUBLE, 
	CONSTRAINT pk_questionnaire_response PRIMARY KEY ("key"), 
	CONSTRAINT uq_questionnaire_response_id UNIQUE (id)
);
INSERT INTO "questionnaire_response" VALUES(1,'00000000-0000-0000-0000-000000000005','activities','2026-03-02',1772490600000000,'Europe/Berlin',1772490600000000,'[["1",4.0]]','[["1","Carrying a bag"]]',4.0);
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
	note VARCHAR, edited_at BIGINT, 
	CONSTRAINT pk_session PRIMARY KEY ("key"), 
	CONSTRAINT ck_session_ended CHECK (ended IN ('completed', 'stopped', 'stopped_for_pain', 'interrupted')), 
	CONSTRAINT ck_session_pain_before CHECK (pain_before BETWEEN 0 AND 10), 
	CONSTRAINT ck_session_pain_after CHECK (pain_after BETWEEN 0 AND 10), 
	CONSTRAINT ck_session_effort CHECK (effort BETWEEN 0 AND 10), 
	CONSTRAINT uq_session_id UNIQUE (id)
);
INSERT INTO "session" VALUES(1,'e4bbb23f-3ad2-4217-8261-8607ebd41e4a','neck-reset','Neck reset',1772438400000000,'Europe/Berlin','2026-03-02',300.0,70.0,'stopped_for_pain',1772438580000000,4,5,NULL,'Better than yesterday',NULL);
CREATE TABLE session_advice (
	session_key INTEGER NOT NULL, 
	advice VARCHAR NOT NULL, 
	reasons VARCHAR NOT NULL, 
	CONSTRAINT pk_session_advice PRIMARY KEY (session_key), 
	CONSTRAINT fk_session_advice_session_key_session FOREIGN KEY(session_key) REFERENCES session ("key") ON DELETE CASCADE
);
INSERT INTO "session_advice" VALUES(1,'stop','["pain_in_high_band", "pain_rose"]');
CREATE TABLE spasm (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	day DATE NOT NULL, 
	began_at BIGINT NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	edited_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	zones VARCHAR NOT NULL, 
	strength INTEGER, 
	triggers VARCHAR NOT NULL, 
	measures VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_spasm PRIMARY KEY ("key"), 
	CONSTRAINT ck_spasm_strength CHECK (strength BETWEEN 0 AND 10), 
	CONSTRAINT uq_spasm_id UNIQUE (id)
);
INSERT INTO "spasm" VALUES(1,'00000000-0000-0000-0000-000000000002','2026-03-02',1772490600000000,'Europe/Berlin',1772490600000000,NULL,'["low_back_left"]',7,'["lifting"]','[{"measure":"heat","relief":2,"after":"PT20M"}]','while gardening');
CREATE TABLE stretch (
	"key" INTEGER NOT NULL, 
	began BIGINT NOT NULL, 
	ended BIGINT NOT NULL, 
	what VARCHAR NOT NULL, 
	CONSTRAINT pk_stretch PRIMARY KEY ("key"), 
	CONSTRAINT ck_stretch_what CHECK (what IN ('active', 'away', 'held'))
);
INSERT INTO "stretch" VALUES(1,1772442000000000,1772443800000000,'active');
CREATE TABLE treatment (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	kind VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	edited_at BIGINT NOT NULL, 
	at BIGINT, 
	zones VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	what VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	aftercare BOOLEAN NOT NULL, 
	CONSTRAINT pk_treatment PRIMARY KEY ("key"), 
	CONSTRAINT ck_treatment_kind CHECK (kind IN ('injection', 'dry_needling', 'physiotherapy', 'chiropractic', 'massage', 'medication', 'heat_or_cold', 'other')), 
	CONSTRAINT uq_treatment_id UNIQUE (id)
);
INSERT INTO "treatment" VALUES(1,'00000000-0000-0000-0000-000000000003','injection','2026-03-02','Europe/Berlin',1772490600000000,NULL,'["nape_right"]','Dr. A','Lidocaine','',1);
CREATE TABLE received_plan (
	"key" INTEGER NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	plan_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	received_at BIGINT NOT NULL, 
	content VARCHAR NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	CONSTRAINT pk_received_plan PRIMARY KEY ("key"), 
	CONSTRAINT uq_received_plan_id UNIQUE (id)
);
INSERT INTO "received_plan" VALUES(1,'neck/1','neck',1,1772490600000000,'{"plan": 1}',0);
INSERT INTO "received_plan" VALUES(2,'neck/2','neck',2,1772577000000000,'{"plan": 2}',1);
CREATE TABLE plan_step (
	"key" INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	plan_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	phase_id VARCHAR NOT NULL, 
	exercise VARCHAR NOT NULL, 
	instead VARCHAR NOT NULL, 
	accepted BOOLEAN NOT NULL, 
	decided_at BIGINT NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	CONSTRAINT pk_plan_step PRIMARY KEY ("key"), 
	CONSTRAINT uq_plan_step_id UNIQUE (id)
);
INSERT INTO "plan_step" VALUES(1,'5c3e','neck',2,'load','bridge','bridge-march',1,1772577000000000,'Europe/Berlin');
CREATE INDEX ix_session_started_at ON session (started_at, id);
CREATE INDEX ix_session_local_day ON session (local_day);
CREATE INDEX ix_exercise_set_session_key ON exercise_set (session_key);
CREATE INDEX ix_exercise_set_exercise_name ON exercise_set (exercise_name, session_key);
CREATE INDEX ix_break_record_began ON break_record (began);
CREATE INDEX ix_stretch_began ON stretch (began);
CREATE INDEX ix_stretch_what ON stretch (what);
CREATE INDEX ix_check_in_day ON check_in (day, at);
CREATE INDEX ix_spasm_day ON spasm (day, began_at);
CREATE INDEX ix_treatment_day ON treatment (day);
CREATE INDEX ix_note_day ON note (day, at);
CREATE INDEX ix_questionnaire_response_day ON questionnaire_response (questionnaire, day);
COMMIT;
