import type { Staging } from '#platform/database/foreign/staging.ts'

/** The file saved by the old system's page: everything without an owner, with its numbers. */
interface Exported {
  readonly personality_settings?: { readonly personality_prompt?: string; readonly model?: string }
  readonly sessions: readonly Record<string, unknown>[]
}

const isExported = (value: unknown): value is Exported =>
  typeof value === 'object' &&
  value !== null &&
  'export_date' in value &&
  'sessions' in value &&
  Array.isArray(value.sessions) &&
  value.sessions.every((session) => typeof session === 'object' && session !== null)

const text = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const AGENT = '1'
const sessionColumns = ['id', 'started_at', 'summary', 'last_activity_at', 'current_state'] as const
const messageColumns = ['id', 'message', 'is_user', 'is_read', 'chat_date'] as const

/** The tables in a file `lingxi_export_….json`; false for another file. */
export function readExport(value: unknown, staging: Staging): boolean {
  if (!isExported(value)) return false
  staging.table('agent_agentconfiguration', ['id', 'user_id', 'name', 'parameters', 'timings'])([
    AGENT,
    null,
    'default',
    JSON.stringify(value.personality_settings ?? {}),
    null,
  ])
  const addSession = staging.table('agent_chatsession', [
    ...sessionColumns,
    'user_id',
    'agent_configuration_id',
  ])
  const addMessage = staging.table('agent_chatinformation', messageColumns)
  const link = staging.table('agent_chatsession_chat_infos', ['chatsession_id', 'chatinformation_id'])
  for (const session of value.sessions) {
    addSession([...sessionColumns.map((column) => text(session[column])), null, AGENT])
    const messages = Array.isArray(session.messages) ? (session.messages as Record<string, unknown>[]) : []
    for (const message of messages) {
      addMessage(messageColumns.map((column) => text(message[column])))
      link([text(session.id), text(message.id)])
    }
  }
  return true
}
