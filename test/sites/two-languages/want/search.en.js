loaSearch({"pages":13,"lengths":"$%&$$$$$$$$$$","urgent":[],"shown":[["b6fde3d9",0]],"words":[["003d360e",""]],"pairs":[["003d360e",""]]});
