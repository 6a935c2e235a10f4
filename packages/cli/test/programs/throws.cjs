throw new Error('the table is out of order');
