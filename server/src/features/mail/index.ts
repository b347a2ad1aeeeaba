export { manifest } from './manifest.ts'
export { askForMail, type Letter } from './ask-for-mail.ts'
