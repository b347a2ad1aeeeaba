import { Pool } from 'pg'

export interface Said {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

/** Where the relay stores messages. */
export interface RelayStore {
  read(conversation: number): Promise<Said[]>
  /** Resolves when it is stored. */
  add(conversation: number, said: Said): Promise<unknown>
}

/** One table in PostgreSQL, with prepared statements; or a map, without a database. */
export const openRelayStore = (url: string | null): Promise<RelayStore> =>
  url === null ? Promise.resolve(inMemory()) : inPostgres(url)

function inMemory(): RelayStore {
  const all = new Map<number, Said[]>()
  return {
    read: async (conversation) => all.get(conversation) ?? [],
    async add(conversation, said) {
      all.set(conversation, [...(all.get(conversation) ?? []), said])
    },
  }
}

async function inPostgres(url: string): Promise<RelayStore> {
  const pool = new Pool({ connectionString: url, max: 10 })
  await pool.query(`
    CREATE TABLE relay_messages (
      position bigserial PRIMARY KEY, conversation integer NOT NULL, role text NOT NULL, content text NOT NULL);
    CREATE INDEX relay_messages_conversation ON relay_messages (conversation, position)`)
  return {
    async read(conversation) {
      const text = 'SELECT role, content FROM relay_messages WHERE conversation = $1 ORDER BY position'
      return (await pool.query<Said>({ name: 'read', text, values: [conversation] })).rows
    },
    add(conversation, { role, content }) {
      const text = 'INSERT INTO relay_messages (conversation, role, content) VALUES ($1, $2, $3)'
      return pool.query({ name: 'add', text, values: [conversation, role, content] })
    },
  }
}
