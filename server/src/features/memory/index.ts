export { manifest, audience } from './manifest.ts'
export {
  addMemory,
  listMemories,
  changeMemory,
  exportMemories,
  eraseMemory,
  eraseMemories,
} from './memories.ts'
export { readMemoryConsent, setMemoryConsent } from './consent/memory-consent.ts'
export { eraseVisitorMemories, listVisitorMemories, memoryConsentOf } from './inbox/visitor-memories.ts'
export { forgetMessage } from './extraction/forget-message.ts'
export { keepAsked } from './extraction/keep-asked.ts'
export { keepExtracted } from './extraction/keep-extracted.ts'
export { memoryExtraction } from './extraction/extraction-job.ts'
export { extractionInstructions, extractionMaterial } from './extraction/extraction-prompt.ts'
export { prepareExtraction } from './extraction/prepare-extraction.ts'
export { memoryChangesIn } from './extraction/memory-changes-in.ts'
export { listRecalledMemories } from './recall/list-recalled-memories.ts'
export { type RecalledMemory, recallMemories } from './recall/recall-memories.ts'
