export { askForMail, type Letter } from './ask-for-mail.ts'
export { jobHandlers } from './jobs.ts'
