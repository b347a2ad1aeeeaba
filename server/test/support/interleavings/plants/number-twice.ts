import type { Plant } from '../step.ts'

/** Whoever writes reads the count of a conversation without its lock, and nothing refuses a number that was given. */
export const numberTwice: Plant = {
  without: ['ALTER TABLE messages DROP CONSTRAINT messages_tenant_id_conversation_id_seq_key'],
  tamper(statement) {
    const { text } = statement
    if (!text.includes('from "conversations"') || !text.endsWith(' for no key update')) return false
    Object.assign(statement, { text: text.slice(0, -' for no key update'.length), name: undefined })
    return true
  },
}
