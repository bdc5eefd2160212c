import GRDB

extension ReadModel {
  /// Creates the tables. An index is implicitly sorted by key too.
  static func create(_ database: Database, at position: Int64) throws {
    try database.execute(
      sql: """
        CREATE TABLE state (version INTEGER NOT NULL, position INTEGER NOT NULL);
        INSERT INTO state VALUES (\(formatVersion), \(position));
        CREATE TABLE definition (
          key INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT, version INTEGER NOT NULL,
          version_tag TEXT, resource TEXT NOT NULL, deployment INTEGER NOT NULL,
          has_start_form INTEGER NOT NULL, state TEXT NOT NULL);
        CREATE INDEX definition_version ON definition (id, version);
        CREATE TABLE instance (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, definition INTEGER NOT NULL,
          process TEXT NOT NULL, parent INTEGER, parent_element INTEGER, state TEXT NOT NULL,
          started INTEGER NOT NULL, ended INTEGER, root INTEGER NOT NULL,
          business_id TEXT, tags TEXT NOT NULL);
        CREATE INDEX instance_process ON instance (process, state);
        CREATE INDEX instance_state ON instance (state, started);
        CREATE INDEX instance_started ON instance (started);
        CREATE INDEX instance_ended ON instance (ended) WHERE ended IS NOT NULL;
        CREATE INDEX instance_business_id ON instance (business_id) WHERE business_id IS NOT NULL;
        CREATE INDEX instance_parent ON instance (parent) WHERE parent IS NOT NULL;
        CREATE TABLE element (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, scope INTEGER NOT NULL,
          element TEXT NOT NULL, name TEXT, type TEXT NOT NULL, public_type TEXT NOT NULL,
          state TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER);
        CREATE INDEX element_instance ON element (instance);
        CREATE INDEX element_scope ON element (scope);
        CREATE INDEX element_element ON element (element);
        CREATE TABLE job (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          element TEXT NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL,
          listener_event TEXT NOT NULL, state TEXT NOT NULL, retries INTEGER NOT NULL,
          worker TEXT NOT NULL, deadline INTEGER, error_code TEXT, message TEXT,
          headers TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,
          ended INTEGER, priority INTEGER NOT NULL);
        CREATE INDEX job_instance ON job (instance);
        CREATE INDEX job_type ON job (type, state);
        CREATE TABLE user_task (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          state TEXT NOT NULL, assignee TEXT NOT NULL, candidate_groups TEXT NOT NULL,
          candidate_users TEXT NOT NULL, due TEXT NOT NULL, follow_up TEXT NOT NULL,
          due_time INTEGER NOT NULL, follow_up_time INTEGER NOT NULL, priority INTEGER NOT NULL,
          external_form TEXT NOT NULL, form INTEGER, headers TEXT NOT NULL,
          created INTEGER NOT NULL, ended INTEGER);
        CREATE INDEX user_task_instance ON user_task (instance);
        CREATE INDEX user_task_state ON user_task (state);
        CREATE TABLE timer (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          element TEXT NOT NULL, due INTEGER NOT NULL, repetitions INTEGER, state TEXT NOT NULL);
        CREATE INDEX timer_instance ON timer (instance);
        CREATE TABLE subscription (
          key INTEGER PRIMARY KEY, instance INTEGER, definition INTEGER NOT NULL,
          element_instance INTEGER, element TEXT NOT NULL, message TEXT NOT NULL,
          correlation_key TEXT, state TEXT NOT NULL, is_open INTEGER NOT NULL,
          changed INTEGER NOT NULL);
        CREATE INDEX subscription_instance ON subscription (instance);
        CREATE INDEX subscription_open ON subscription (is_open, message);
        CREATE TABLE event_wait (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          element TEXT NOT NULL, details TEXT NOT NULL, is_open INTEGER NOT NULL);
        CREATE INDEX event_wait_instance ON event_wait (instance);
        CREATE TABLE incident (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, element_instance INTEGER NOT NULL,
          element TEXT NOT NULL, job INTEGER, type TEXT NOT NULL, message TEXT NOT NULL,
          hash INTEGER NOT NULL, created INTEGER NOT NULL, state TEXT NOT NULL);
        CREATE INDEX incident_instance ON incident (instance);
        CREATE INDEX incident_element ON incident (element_instance);
        CREATE INDEX incident_state ON incident (state);
        CREATE TABLE variable (
          key INTEGER PRIMARY KEY, scope INTEGER NOT NULL, name TEXT NOT NULL,
          instance INTEGER NOT NULL, value TEXT NOT NULL, UNIQUE (scope, name));
        CREATE INDEX variable_instance ON variable (instance);
        CREATE INDEX variable_name ON variable (name);
        CREATE TABLE flow (
          key INTEGER PRIMARY KEY, instance INTEGER NOT NULL, flow TEXT NOT NULL,
          UNIQUE (instance, flow));
        CREATE TABLE correlation (
          key INTEGER PRIMARY KEY, message INTEGER NOT NULL, subscription INTEGER NOT NULL,
          instance INTEGER NOT NULL, element_instance INTEGER, element TEXT NOT NULL,
          name TEXT NOT NULL, correlation_key TEXT NOT NULL, time INTEGER NOT NULL);
        CREATE INDEX correlation_instance ON correlation (instance);
        """)
  }
}
