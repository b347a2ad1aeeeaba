import pg from 'pg'
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

/** What its migrations make, with the columns that it reads again. */
const tables: OlderTables = {
  create: [
    `CREATE TABLE auth_user (id integer PRIMARY KEY, password varchar(128), last_login timestamptz, is_superuser boolean,
      username varchar(150), first_name varchar(150), last_name varchar(150), email varchar(254), is_staff boolean,
      is_active boolean, date_joined timestamptz)`,
    `CREATE TABLE projects (id integer PRIMARY KEY, name varchar(255), description text, color varchar(7),
      icon varchar(50), created_at timestamptz, updated_at timestamptz)`,
    `CREATE TABLE knowledge_sources (id integer PRIMARY KEY, name varchar(255), description text,
      source_type varchar(50), config jsonb, is_active boolean, created_at timestamptz, updated_at timestamptz)`,
    `CREATE TABLE documents (id integer PRIMARY KEY, title varchar(500), content text, metadata jsonb,
      file_path varchar(1000), file_type varchar(50), file_size integer, created_at timestamptz, updated_at timestamptz,
      knowledge_source_id integer)`,
    `CREATE TABLE mcp_servers (id integer PRIMARY KEY, name varchar(255), url varchar(500), api_key varchar(500),
      is_active boolean, metadata jsonb, created_at timestamptz, updated_at timestamptz)`,
    `CREATE TABLE conversations (id integer PRIMARY KEY, session_id varchar(255), title varchar(500),
      created_at timestamptz, updated_at timestamptz, memory_summary text, context_window_size integer,
      message_count integer, last_activity timestamptz, is_archived boolean, project_id integer, is_starred boolean)`,
    `CREATE TABLE messages (id integer PRIMARY KEY, conversation_id integer, role varchar(20), content text,
      metadata jsonb, created_at timestamptz, token_count integer, importance_score float, is_summarized boolean)`,
  ],
  rows: {
    auth_user: times(3, (id) => ({
      id,
      password: DJANGO_HASH,
      is_superuser: id === 1,
      username: `admin${id}`,
      first_name: '',
      last_name: '',
      email: '',
      is_staff: true,
      is_active: true,
      date_joined: moment(0),
    })),
    projects: times(5, (id) => ({
      id,
      name: `Project ${id}`,
      description: '',
      color: '#3B82F6',
      icon: 'folder',
    })),
    knowledge_sources: times(2, (id) => ({
      id,
      name: `Source ${id}`,
      description: '',
      source_type: 'document',
      config: '{}',
      is_active: true,
    })),
    documents: times(12, (id) => ({
      id,
      title: `doc${id}.md`,
      content: `Shelf ${id} is in hall ${id + 30}.`,
      metadata: '{}',
      file_path: `uploads/doc${id}.md`,
      file_type: 'text/markdown',
      file_size: 40,
      knowledge_source_id: 1 + (id % 2),
    })),
    mcp_servers: times(2, (id) => ({
      id,
      name: `server ${id}`,
      url: `https://tools${id}.example.com/mcp`,
      api_key: 'key',
      is_active: true,
      metadata: '{}',
    })),
    conversations: times(CONVERSATIONS, (id) => ({
      id,
      session_id: `session_${id}`,
      title: `Talk ${id}`,
      created_at: `${moment(id)}+00`,
      updated_at: `${moment(id + MESSAGES)}+00`,
      context_window_size: 4_000,
      message_count: MESSAGES,
      last_activity: `${moment(id + MESSAGES)}+00`,
      is_archived: false,
      project_id: id % 7 === 0 ? 1 + (id % 5) : null,
      is_starred: id % 10 === 0,
    })),
    messages: times(CONVERSATIONS * MESSAGES, (id) => ({
      id,
      conversation_id: Math.ceil(id / MESSAGES),
      role: id % 2 ? 'user' : 'assistant',
      content: words(Math.ceil(id / MESSAGES), 1 + ((id - 1) % MESSAGES)),
      metadata: '{}',
      created_at: `${moment(Math.ceil(id / MESSAGES) + ((id - 1) % MESSAGES))}+00`,
    })),
  },
}

/** Its database on a PostgreSQL. */
export const miniChatboxDatabase = (url: string): Promise<void> => fill(url, tables)

export async function fill(url: string, given: OlderTables): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of [...given.create, ...insertsOf(given)]) await client.query(statement)
  } finally {
    await client.end()
  }
}
