import type { OldSystem } from '../../moving-in/moving-in.ts'
import { DIALECT } from '../numbers.ts'
import { contacts } from './contacts.ts'
import { conversations } from './conversations.ts'
import { users } from './users.ts'

/** Its MySQL database, from a dump: its staff, its customers, and their conversations, which enter the inbox. */
export const chatApiData: OldSystem = {
  name: DIALECT,
  signs: {
    users: ['id', 'uuid', 'email', 'password_hash', 'role'],
    customer_contacts: ['id', 'uuid', 'name', 'email'],
    conversations: ['id', 'uuid', 'contact_id', 'status', 'current_agent_type'],
    messages: ['id', 'uuid', 'conversation_id', 'sender_type', 'content'],
  },
  kinds: [users, contacts, conversations],
}
