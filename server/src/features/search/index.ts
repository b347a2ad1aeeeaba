export { catchUp } from './catch-up.ts'
export { rebuildEntries } from './rebuild-entries.ts'
export { searchConversations } from './search-conversations.ts'
export { personalEntries } from './personal-data.ts'
