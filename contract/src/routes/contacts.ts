import { get, patch, post, remove } from '../route.ts'

/** Contacts: visitors and mail senders. */
export const contactsRoutes = {
  contacts: {
    list: get('/v1/contacts', {
      name: 'contact.list',
      permission: 'contact:read',
      refreshedBy: ['contact-attribute'],
      input: 'ListContacts',
      output: 'ContactPage',
      summary: 'List contacts',
    }),
    add: post('/v1/contacts', {
      name: 'contact.add',
      permission: 'contact:write',
      input: 'AddContact',
      output: 'Contact',
      status: 201,
      summary: 'Add a contact',
    }),
    read: get('/v1/contacts/:contactId', {
      name: 'contact.read',
      permission: 'contact:read',
      refreshedBy: ['contact-attribute'],
      output: 'ContactCard',
      summary: 'Read a contact',
    }),
    change: patch('/v1/contacts/:contactId', {
      name: 'contact.change',
      permission: 'contact:write',
      input: 'ChangeContact',
      output: 'Contact',
      summary: 'Change a contact',
    }),
    conversations: get('/v1/contacts/:contactId/conversations', {
      name: 'contact-conversation.list',
      permission: 'contact:read',
      refreshedBy: ['conversation', 'message', 'reply', 'csat-rating', 'tool-approval', 'project'],
      input: 'ListContactConversations',
      output: 'ConversationPage',
      summary: 'List the conversations of a contact',
    }),
    identify: post('/v1/contacts/:contactId/identify', {
      name: 'contact.identify',
      permission: 'contact:write',
      input: 'IdentifyContact',
      output: 'Contact',
      summary: 'Identify a contact',
    }),
    /** Everything of the other moves to the first, for good. */
    merge: post('/v1/contacts/:contactId/merge', {
      name: 'contact.merge',
      permission: 'contact:write',
      input: 'MergeContacts',
      output: 'Contact',
      summary: 'Merge two contacts permanently',
    }),
    block: post('/v1/contacts/:contactId/block', {
      name: 'contact.block',
      permission: 'contact:write',
      output: 'Contact',
      summary: 'Block a contact',
    }),
    unblock: post('/v1/contacts/:contactId/unblock', {
      name: 'contact.unblock',
      permission: 'contact:write',
      output: 'Contact',
      summary: 'Unblock a contact',
    }),
    /** Begins to erase a person everywhere, for good. */
    erase: post('/v1/contacts/:contactId/erase', {
      name: 'contact.erase',
      permission: 'contact:manage',
      output: 'ContactErasure',
      summary: 'Erase a person everywhere, permanently',
    }),
    erasure: get('/v1/contacts/:contactId/erasure', {
      name: 'contact-erasure.read',
      permission: 'contact:read',
      refreshedBy: ['contact'],
      output: 'ContactErasure',
      summary: 'Read the progress of an erasure',
    }),
    attributes: get('/v1/contact-attributes', {
      name: 'contact-attribute.list',
      permission: 'contact:read',
      output: 'ContactAttributeList',
      summary: 'List contact attributes',
    }),
    defineAttribute: post('/v1/contact-attributes', {
      name: 'contact-attribute.define',
      permission: 'contact:manage',
      input: 'DefineContactAttribute',
      output: 'ContactAttribute',
      status: 201,
      summary: 'Define a contact attribute',
    }),
    removeAttribute: remove('/v1/contact-attributes/:attributeId', {
      name: 'contact-attribute.remove',
      permission: 'contact:manage',
      summary: 'Delete a contact attribute and all its values',
    }),
    export: get('/v1/contacts/:contactId/export', {
      name: 'contact.export',
      permission: 'contact:manage',
      answers: 'file',
      summary: 'Download all data about a contact',
    }),
  },
} as const
