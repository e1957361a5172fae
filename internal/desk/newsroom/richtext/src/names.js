// namesOf are the ids that headings have by their own: links lead to them.
export function namesOf(doc) {
  const found = [];
  doc.descendants((node) => {
    if (node.type.name === 'heading' && node.attrs.id) found.push(node.attrs.id);
    return !node.isTextblock;
  });
  return found;
}
