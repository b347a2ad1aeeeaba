import type { OldSystem } from '../../moving-in/moving-in.ts'
import { djangoUsers } from '../../moving-in/take-user.ts'
import { DIALECT } from '../numbers.ts'
import { agents } from './agents.ts'
import { readExport } from './export-file.ts'
import { sessions } from './sessions.ts'

/** Its database, created by Django in SQLite or PostgreSQL, and the file that its page saves. */
export const lingxiData: OldSystem = {
  name: DIALECT,
  signs: {
    agent_agentconfiguration: ['id', 'name', 'parameters'],
    agent_chatsession: ['id', 'started_at', 'agent_configuration_id'],
    agent_chatinformation: ['id', 'message', 'is_user'],
    agent_chatsession_chat_infos: ['chatsession_id', 'chatinformation_id'],
  },
  readJson: readExport,
  kinds: [djangoUsers(DIALECT), agents, sessions],
}
