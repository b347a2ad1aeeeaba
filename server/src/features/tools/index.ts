export { offeredTools, toolsFor } from './tools-for.ts'
