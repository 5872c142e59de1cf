"""What a guide says to people, in Chinese and English: for the leaflet, the page and the screen of a hall."""
