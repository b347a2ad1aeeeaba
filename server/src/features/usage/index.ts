export { daysOf, type Days } from './days.ts'
export { readUsage } from './read-usage.ts'
