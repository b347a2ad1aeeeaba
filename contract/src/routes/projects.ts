import { get, patch, post, remove } from '../route.ts'

/** Projects, shared links and imports of conversations. */
export const projectsRoutes = {
  projects: {
    list: get('/v1/projects', {
      name: 'project.list',
      permission: 'conversation:read',
      input: 'ListProjects',
      output: 'ProjectPage',
      summary: 'List your projects',
    }),
    create: post('/v1/projects', {
      name: 'project.create',
      permission: 'conversation:write',
      input: 'CreateProject',
      output: 'Project',
      status: 201,
      summary: 'Create a project',
    }),
    read: get('/v1/projects/:projectId', {
      name: 'project.read',
      permission: 'conversation:read',
      output: 'Project',
      summary: 'Read a project',
    }),
    change: patch('/v1/projects/:projectId', {
      name: 'project.change',
      permission: 'conversation:write',
      input: 'ChangeProject',
      output: 'Project',
      summary: 'Change, star or archive a project',
    }),
    /** Deletes the project; its conversations stay. */
    remove: remove('/v1/projects/:projectId', {
      name: 'project.delete',
      permission: 'conversation:write',
      summary: 'Delete a project; its conversations stay',
    }),
    members: get('/v1/projects/:projectId/members', {
      name: 'project-member.list',
      permission: 'project:join',
      refreshedBy: ['project'],
      output: 'ProjectMemberList',
      summary: 'List the members of a project',
    }),
    /** Adds a member of the tenant, or gives them another role. */
    setMember: post('/v1/projects/:projectId/members', {
      name: 'project-member.set',
      permission: 'project:share',
      input: 'SetProjectMember',
      output: 'ProjectMemberList',
      summary: 'Add a member to a project, or change their role',
    }),
    /** Removes a member, with their conversations; also the way to leave. */
    removeMember: remove('/v1/projects/:projectId/members/:memberId', {
      name: 'project-member.remove',
      permission: 'project:join',
      summary: 'Remove a member from a project, or leave it',
    }),
  },
  shares: {
    list: get('/v1/shares', {
      name: 'share.list',
      permission: 'conversation:share',
      input: 'ListShares',
      output: 'SharePage',
      summary: 'List your share links',
    }),
    create: post('/v1/shares', {
      name: 'share.create',
      permission: 'conversation:share',
      input: 'CreateShare',
      output: 'CreatedShare',
      status: 201,
      summary: 'Create a public link to the current state of a conversation',
    }),
    change: patch('/v1/shares/:shareId', {
      name: 'share.change',
      permission: 'conversation:share',
      input: 'ChangeShare',
      output: 'Share',
      summary: 'Update the content of a share link, or change when it expires',
    }),
    revoke: remove('/v1/shares/:shareId', {
      name: 'share.revoke',
      permission: 'conversation:share',
      summary: 'Revoke a share link',
    }),
    settings: get('/v1/share-settings', {
      name: 'share-settings.read',
      permission: 'conversation:share',
      output: 'ShareSettings',
      summary: 'Read whether conversations may be shared by link',
    }),
    changeSettings: patch('/v1/share-settings', {
      name: 'share-settings.change',
      permission: 'tenant:manage',
      input: 'ChangeShareSettings',
      output: 'ShareSettings',
      summary: 'Allow or forbid sharing conversations by link',
    }),
    /** The shared conversation; requires no sign-in. */
    read: get('/v1/shared-conversations/:token', {
      name: 'shared-conversation.read',
      permission: 'public',
      output: 'SharedConversation',
      summary: 'Read a shared conversation',
    }),
  },
  imports: {
    list: get('/v1/imports', {
      name: 'import.list',
      permission: 'conversation:import',
      input: 'ListImports',
      output: 'ImportPage',
      summary: 'List your imports',
    }),
    /** Imports conversations from an upload; poll it for progress. */
    start: post('/v1/imports', {
      name: 'import.start',
      permission: 'conversation:import',
      input: 'StartImport',
      output: 'Import',
      status: 201,
      summary: 'Import conversations from a file',
    }),
    read: get('/v1/imports/:importId', {
      name: 'import.read',
      permission: 'conversation:import',
      output: 'Import',
      summary: 'Read the progress of an import',
    }),
  },
} as const
