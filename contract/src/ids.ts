import { z } from 'zod'

/** What an id points at. The isolation tests swap ids by this word. */
export type Entity =
  | 'tenant'
  | 'member'
  | 'visitor'
  | 'contactAttribute'
  | 'invitation'
  | 'apiKey'
  | 'signIn'
  | 'agent'
  | 'suggestion'
  | 'project'
  | 'conversation'
  | 'message'
  | 'reply'
  | 'toolApproval'
  | 'file'
  | 'source'
  | 'document'
  | 'passage'
  | 'passageEdit'
  | 'site'
  | 'connection'
  | 'testQuestion'
  | 'testRun'
  | 'unansweredQuestion'
  | 'dictionaryEntry'
  | 'fact'
  | 'plannedMessage'
  | 'deskEntry'
  | 'team'
  | 'widget'
  | 'cannedReply'
  | 'macro'
  | 'job'
  | 'webhook'
  | 'channel'
  | 'channelMail'
  | 'webhookDelivery'
  | 'toolServer'
  | 'toolSignIn'

/** A UUID that names an entity of the caller's tenant; authorised wherever it stands, in paths and in bodies. */
export const id = (entity: Entity) => z.uuid().meta({ entity })

/** A moment, ISO-8601 in UTC with milliseconds: `2026-01-31T09:30:00.000Z`. */
export const Instant = z.iso.datetime()
