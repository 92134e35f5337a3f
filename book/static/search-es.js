// What the search says of its hits, which Sphinx has not translated.
Documentation.addTranslations({
  locale: "es",
  messages: {
    "Search finished, found one page matching the search query.": [
      "Una página responde a la búsqueda.",
      "${resultCount} páginas responden a la búsqueda.",
    ],
  },
  plural_expr: "n === 1 ? 0 : 1",
});
