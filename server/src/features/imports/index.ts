export { manifest, audience } from './manifest.ts'
export { AdoptedConversation, type AdoptedPart, adoptConversation } from './adopt-conversation.ts'
export { listImports, readImport } from './imports.ts'
export { startImport } from './start-import.ts'
