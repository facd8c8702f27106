"""Figures as files in which people can work on: cells that are numbers, and charts that Excel draws itself."""

from voortgang.exports.workbook import workbook

__all__ = ["workbook"]
