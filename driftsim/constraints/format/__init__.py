"""The form of a reply: lists, headings, data formats, capitals, punctuation."""
