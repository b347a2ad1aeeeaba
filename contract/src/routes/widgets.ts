import { get, patch, post, remove } from '../route.ts'

/** Widgets, and the sessions of their visitors. */
export const widgetsRoutes = {
  widgets: {
    list: get('/v1/widgets', {
      name: 'widget.list',
      permission: 'tenant:manage',
      output: 'WidgetList',
      summary: 'List widgets',
    }),
    create: post('/v1/widgets', {
      name: 'widget.create',
      permission: 'tenant:manage',
      input: 'CreateWidget',
      output: 'Widget',
      status: 201,
      summary: 'Create a widget',
    }),
    read: get('/v1/widgets/:widgetId', {
      name: 'widget.read',
      permission: 'tenant:manage',
      output: 'Widget',
      summary: 'Read a widget',
    }),
    change: patch('/v1/widgets/:widgetId', {
      name: 'widget.change',
      permission: 'tenant:manage',
      input: 'ChangeWidget',
      output: 'Widget',
      summary: 'Change, enable or disable a widget',
    }),
    remove: remove('/v1/widgets/:widgetId', {
      name: 'widget.delete',
      permission: 'tenant:manage',
      summary: 'Delete a widget; its conversations stay',
    }),
    /** Creates a new secret for signing identities; the previous one stays valid until it is dropped. */
    changeSecret: post('/v1/widgets/:widgetId/secret', {
      name: 'widget.change-secret',
      permission: 'tenant:manage',
      output: 'WidgetSecret',
      status: 201,
      summary: 'Create a new secret for identity verification',
    }),
    dropFormerSecret: remove('/v1/widgets/:widgetId/former-secret', {
      name: 'widget.drop-former-secret',
      permission: 'tenant:manage',
      output: 'Widget',
      summary: 'Revoke the previous secret for identity verification',
    }),
  },
  widgetDoor: {
    read: get('/v1/widget/:key', {
      name: 'widget.read-door',
      permission: 'public',
      output: 'WidgetDoor',
      summary: 'Read the public settings of a widget',
    }),
    enter: post('/v1/widget/:key/visitor-sessions', {
      name: 'widget.enter',
      permission: 'public',
      input: 'EnterWidget',
      output: 'VisitorSession',
      status: 201,
      summary: 'Open a visitor session, or verify an identity for it',
    }),
    giveDetails: post('/v1/widget/details', {
      name: 'widget.give-details',
      permission: 'widget:use',
      input: 'WidgetDetails',
      summary: 'Save the contact details of a visitor',
    }),
    leave: post('/v1/widget/leave', {
      name: 'widget.leave',
      permission: 'widget:use',
      summary: 'End a visitor session',
    }),
  },
} as const
