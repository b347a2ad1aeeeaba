export { readReport } from './read-report.ts'
export { readTopics } from './topics/read-topics.ts'
