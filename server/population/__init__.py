"""The 人口家庭电子信息系统: the city's population system, which the office looks residents up in."""
