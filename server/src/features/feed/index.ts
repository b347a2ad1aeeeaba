export { type FeedPart, followEvents } from './follow-events.ts'
