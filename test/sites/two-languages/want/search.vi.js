loaSearch({"pages":15,"lengths":"%'$$$$$(&&$$$$$","urgent":[],"shown":["d3c594b4"],"each":15,"words":["3f4bcb8b"],"pairs":["3f4bcb8b"]});
