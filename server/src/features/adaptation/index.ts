export { manifest, audience } from './manifest.ts'
export { reviewConversation } from './review/review-conversation.ts'
export { applySuggestion, listSuggestions, dismissSuggestion } from './suggestions/suggestions.ts'
export { undoSuggestion } from './suggestions/undo-suggestion.ts'
