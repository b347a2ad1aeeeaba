import * as widgets from '#features/widgets/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/widgets/:widgetId'

/** Widgets: their settings, and what the browser of a visitor can call. */
export const widgetsRoutes: readonly Route[] = [
  route('GET', '/v1/widgets', widgets.listWidgets, 'List widgets'),
  making('/v1/widgets', widgets.createWidget, 'Create a widget'),
  route('GET', one, widgets.readWidget, 'Read a widget'),
  route('PATCH', one, widgets.changeWidget, 'Change, enable or disable a widget'),
  route('DELETE', one, widgets.deleteWidget, 'Delete a widget; its conversations stay'),
  making(`${one}/secret`, widgets.changeSecret, 'Create a new secret for identity verification'),
  route(
    'DELETE',
    `${one}/former-secret`,
    widgets.dropFormerSecret,
    'Revoke the previous secret for identity verification',
  ),
  route('GET', '/v1/widget/:key', widgets.readDoor, 'Read the public settings of a widget'),
  making(
    '/v1/widget/:key/visitor-sessions',
    widgets.enterWidget,
    'Open a visitor session, or verify an identity for it',
  ),
  route('POST', '/v1/widget/details', widgets.giveDetails, 'Save the contact details of a visitor'),
  route('POST', '/v1/widget/leave', widgets.leaveWidget, 'End a visitor session'),
]
