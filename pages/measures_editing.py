"""What has to change in the register of measures, and who agrees?"""
