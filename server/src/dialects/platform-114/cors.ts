/** The platform always allowed its own pages to call. */
export const itsPages = {
  origins: ['http://localhost:3000', 'http://localhost:5173'],
  methods: 'DELETE, GET, OPTIONS, PATCH, POST',
}
