export { audience } from './manifest.ts'
export {
  addCannedReply,
  listCannedReplies,
  changeCannedReply,
  deleteCannedReply,
  fillCannedReply,
} from './replies/canned-replies.ts'
export { addMacro, listMacros, changeMacro, deleteMacro } from './macros/macros.ts'
export { runMacro } from './macros/run-macro.ts'
