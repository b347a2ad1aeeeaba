import * as widgets from '#features/widgets/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/widgets/:widgetId'

/** Chats on the pages of sites: how they are set up, and what a browser in one of them may ask. */
export const widgetsRoutes: readonly Route[] = [
  route('GET', '/v1/widgets', widgets.listWidgets, 'List the chats that sites show'),
  making('/v1/widgets', widgets.createWidget, 'Make a chat that a site can show'),
  route('GET', one, widgets.readWidget, 'Read how a widget is set up'),
  route('PATCH', one, widgets.changeWidget, 'Change how a widget is set up, or switch it off'),
  route('DELETE', one, widgets.deleteWidget, 'Remove a widget; what was said in it stays'),
  making(`${one}/secret`, widgets.changeSecret, 'Make the secret that identities are signed with'),
  route('DELETE', `${one}/former-secret`, widgets.dropFormerSecret, 'Take the secret before it out of use'),
  route('GET', '/v1/widget/:key', widgets.readDoor, 'What an unknown visitor may know of a widget'),
  making(
    '/v1/widget/:key/visitor-sessions',
    widgets.enterWidget,
    'Open a visitor session, or verify an identity for it',
  ),
  route('POST', '/v1/widget/details', widgets.giveDetails, 'Leave a name or an address in a widget'),
  route('POST', '/v1/widget/leave', widgets.leaveWidget, 'End a visitor session'),
]
