import { fill } from './mini-chatbox.ts'
import { CONVERSATIONS, MESSAGES, moment, type OlderTables, times, words } from './rows.ts'

export const sessionId = (number: number): string => uuid(1, number)
const uuid = (kind: number, number: number) =>
  `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** What its three migrations make. */
const tables: OlderTables = {
  create: [
    `CREATE TABLE chat_sessions (id uuid PRIMARY KEY, name varchar(100), created_at timestamp, updated_at timestamp,
      agent_state json)`,
    `CREATE TABLE chat_messages (id uuid PRIMARY KEY, session_id uuid, source varchar(50), content text,
      type varchar(50), created_at timestamp, models_usage json, metadata json, thought text)`,
  ],
  rows: {
    chat_sessions: times(CONVERSATIONS, (id) => ({
      id: sessionId(id),
      name: `会话 ${id}`,
      created_at: moment(id),
      updated_at: moment(id + MESSAGES),
    })),
    chat_messages: times(CONVERSATIONS * MESSAGES, (id) => ({
      id: uuid(2, id),
      session_id: sessionId(Math.ceil(id / MESSAGES)),
      source: id % 2 ? 'user' : 'assistant',
      content: words(Math.ceil(id / MESSAGES), 1 + ((id - 1) % MESSAGES)),
      type: 'TextMessage',
      created_at: moment(Math.ceil(id / MESSAGES) + ((id - 1) % MESSAGES)),
      metadata: '{}',
      thought: id % 4 === 0 ? 'Let me think.' : null,
    })),
  },
}

export const agentchatDatabase = (url: string): Promise<void> => fill(url, tables)
