export { readReport } from './read-report.ts'
export { rollUpReports } from './report-hours.ts'
export { readTopics } from './topics/read-topics.ts'
