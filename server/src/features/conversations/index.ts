export { manifest, audience, maySeeConversation } from './manifest.ts'
export { numbered } from './as-markdown.ts'
export { branchConversation } from './branch-conversation.ts'
export { composeParts } from './compose-parts.ts'
export { opensForInbox, agentsIn, audiencePayload, isShared, mayWriteIn, titleFrom } from './conversation.ts'
export { hasReadOutside, newestReadOutside } from './outside-store.ts'
export { columnsOfPlace, emptyPlace, type Place, resharePlace } from './place.ts'
export { pageOfConversations } from './conversation-page.ts'
export {
  advanceConversation,
  answeringIn,
  type ConversationRow,
  findConversation,
  conversationRow,
  insertConversation,
  labelConversation,
  latelyActive,
  lockConversation,
  lockConversationOfReply,
  lockIfFree,
  nameConversation,
  updateConversation,
} from './conversation-store.ts'
export { countSaidInInbox } from './inbox-figures.ts'
export {
  agentsOfConversations,
  answeredAfter,
  firstAnswers,
  firstMade,
  madeIn,
  openedInInbox,
  questionsInInbox,
  saidInInbox,
} from './report-store.ts'
export {
  countInboxConversations,
  countAssigned,
  type InboxFilter,
  findAssigned,
  readInboxPage,
  readInboxRange,
} from './inbox-page.ts'
export { deleteConversation } from './delete-conversation.ts'
export { exportConversation, jsonOf, markdownOf } from './export-conversation.ts'
export { findVisibleMessages } from './find-visible-messages.ts'
export { findFile, insertFile, isFileShown, requireFile, toFile } from './file-store.ts'
export { findFollowUp, isFollowed, reassignQueued } from './follow-up-store.ts'
export { listMessages } from './list-messages.ts'
export { type MessageRow, partsOf, textOf, toMessage } from './message.ts'
export {
  changeParts,
  type NewMessage,
  findByClientId,
  insertMessages,
  messageRow,
  newestBelow,
  newestMessages,
  pathUp,
  requireMessage,
  updateParts,
  withRepliesAndSiblings,
} from './message-store.ts'
export { readConversation, readReply } from './read-conversation.ts'
export { removeSpoken, spokenIn } from './spoken.ts'
export { messagesWith } from './messages-with-file.ts'
export { countUnread, markRead } from './reading/unread.ts'
export { listReaders } from './reading/list-readers.ts'
export { movedPosition, readSoFar } from './reading/read-position-store.ts'
export { showConversation, showConversations } from './reading/show-conversations.ts'
export {
  subscribeAsWriter,
  replyTopic,
  type Taken,
  TAKEN_ELSEWHERE,
  messageToWriter,
} from './reply-topics.ts'
export { hasEnded, type ReplyRow, toReply } from './reply.ts'
export {
  databaseNow,
  endOpenReply,
  findAnswer,
  findReply,
  insertReply,
  type ReplyEnd,
  replyRow,
  requireReply,
  updateOpenReply,
} from './reply-store.ts'
export {
  conversationIdsAfter,
  findSaid,
  findTitles,
  type SaidMessage,
  saidIn,
  type Title,
} from './said-store.ts'
export { storeForeign } from './store-foreign.ts'
export { releaseUploads } from './release-uploads.ts'
export {
  columnsOfSpent,
  cancelOpenReplies,
  cutLately,
  type AssigneeRef,
  assigneeOf,
  newestReplies,
  openReplies,
  reachesFurther,
  releaseReply,
  type SpentOn,
  unreleased,
  writeAssignee,
} from './assignee-store.ts'
export { heldSince, holdDraft, postDraft, type ShownDraft, UNCONFIRMED_MS } from './shown-drafts.ts'
export { type LockedConversation, lockVisible, requireVisible, visibleConversationIds } from './visible.ts'
export { tellTyping } from './typing/tell-typing.ts'
export { subscribeToTyping, mayReceiveTyping, type TypingNotice } from './typing/typing-board.ts'
export { firstSpentOnReplies, spentOnReplies } from './spent-store.ts'
export { noteConversationExport } from './note-export.ts'
export { filesOf, forgetFiles, idsOfVisitor, ownConversationIds } from './personal-store.ts'
export { isUnsupported } from './unsupported.ts'
