/** Runs once, when PostgreSQL starts on an empty volume; the setting counts from the restart that ends it. */
export const initDatabase = {
  about: [
    'Statistics of queries, as in production: SELECT query, calls, mean_exec_time FROM pg_stat_statements.',
    'Runs once, on an empty volume. Tables are made by the migrations of the application.',
  ],
  sql: [
    "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';",
    'CREATE EXTENSION IF NOT EXISTS pg_stat_statements;',
    '',
  ].join('\n'),
};
