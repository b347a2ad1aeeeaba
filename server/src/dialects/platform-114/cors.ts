/** The platform let its own pages call without being told. */
export const itsPages = {
  origins: ['http://localhost:3000', 'http://localhost:5173'],
  methods: 'DELETE, GET, OPTIONS, PATCH, POST',
}
