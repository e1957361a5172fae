loaSearch({"pages":13,"lengths":"$%&$$$$$$$$$$","urgent":[],"shown":["b6fde3d9"],"each":13,"words":["003d360e"],"pairs":["003d360e"]});
