import type { Plant } from '../step.ts'

const LOCK = / for no key update( of "conversations")?$/

/** Whoever writes reads the count of a conversation without its lock, and nothing refuses a number that was given. */
export const numberTwice: Plant = {
  without: ['ALTER TABLE messages DROP CONSTRAINT messages_tenant_id_conversation_id_seq_key'],
  tamper(statement) {
    const text = statement.text.replace(LOCK, '')
    if (!text.includes('"conversations"') || text === statement.text) return false
    Object.assign(statement, { text, name: undefined })
    return true
  },
}
