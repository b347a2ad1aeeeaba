export { manifest, audience } from './manifest.ts'
export { readDecisions, type Spoken } from './checks/read-decisions.ts'
export {
  cancelScheduledMessage,
  changeScheduledMessage,
  listScheduledMessages,
} from './scheduled/scheduled-messages.ts'
export { scheduleMessage } from './scheduled/schedule-message.ts'
export { readPreferences, setPreferences, showPreferences } from './preferences/preferences.ts'
