import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import {
  CONVERSATIONS,
  DJANGO_HASH,
  insertsOf,
  MESSAGES,
  moment,
  type OlderTables,
  times,
  words,
} from './rows.ts'

const USERS = 10

/** As Django makes them of its models, with the columns that it reads again. */
const tables: OlderTables = {
  create: [
    `CREATE TABLE auth_user (id integer PRIMARY KEY, password varchar(128), last_login datetime, is_superuser bool,
      username varchar(150), last_name varchar(150), email varchar(254), is_staff bool, is_active bool,
      date_joined datetime, first_name varchar(150))`,
    `CREATE TABLE agent_agentconfiguration (id integer PRIMARY KEY, name varchar(100), parameters text,
      split_messages bool, timings text, user_id integer)`,
    `CREATE TABLE agent_chatsession (id integer PRIMARY KEY, started_at datetime, last_activity_at datetime,
      summary text, message_count integer, session_state text, agent_configuration_id integer, user_id integer)`,
    `CREATE TABLE agent_chatinformation (id integer PRIMARY KEY, message text, created_at datetime, is_user bool,
      is_agent bool, is_read bool, is_agent_growth bool, metadata text)`,
    `CREATE TABLE agent_chatsession_chat_infos (id integer PRIMARY KEY, chatsession_id integer,
      chatinformation_id integer)`,
  ],
  rows: {
    auth_user: times(USERS, (id) => ({
      id,
      password: DJANGO_HASH,
      is_superuser: 0,
      username: `user${id}`,
      first_name: 'Li',
      last_name: String(id),
      email: `user${id}@example.com`,
      is_staff: 0,
      is_active: 1,
      date_joined: moment(0),
    })),
    agent_agentconfiguration: times(USERS, (id) => ({
      id,
      name: 'default',
      parameters: JSON.stringify({
        model: 'gpt-4',
        personality_prompt: `温柔 ${id}`,
        proactive_behavior: 'balanced',
      }),
      split_messages: 0,
      timings: '{}',
      user_id: id,
    })),
    agent_chatsession: times(CONVERSATIONS, (id) => ({
      id,
      started_at: moment(id),
      last_activity_at: moment(id + MESSAGES),
      summary: `summary ${id}`,
      message_count: MESSAGES,
      session_state: '{}',
      agent_configuration_id: 1 + (id % USERS),
      user_id: 1 + (id % USERS),
    })),
    agent_chatinformation: times(CONVERSATIONS * MESSAGES, (id) => ({
      id,
      message: words(Math.ceil(id / MESSAGES), 1 + ((id - 1) % MESSAGES)),
      created_at: moment(Math.ceil(id / MESSAGES) + ((id - 1) % MESSAGES)),
      is_user: id % 2,
      is_agent: 1 - (id % 2),
      is_read: 1,
      is_agent_growth: 0,
      metadata: '{}',
    })),
    agent_chatsession_chat_infos: times(CONVERSATIONS * MESSAGES, (id) => ({
      id,
      chatsession_id: Math.ceil(id / MESSAGES),
      chatinformation_id: id,
    })),
  },
}

/** Its database in SQLite, as it runs without anything set. */
export function lingxiDatabase(path: string): void {
  rmSync(path, { force: true })
  const database = new DatabaseSync(path)
  for (const statement of [...tables.create, ...insertsOf(tables)]) database.exec(statement)
  database.close()
}
